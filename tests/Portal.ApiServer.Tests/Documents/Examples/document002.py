import requests
response = requests.post(
"https://api.example.com/api/v1/calendar/appointments",
headers={
"Content-Type": "application/json",
"cv-api-key": "your-org-cv-api-key",
},
json={
"eventTypeId": "85f13305-0647-4473-9e63-0a56af405f6f",
"startTime": "2025-11-28T04:30:00Z",
"email": "invitee@example.com",
"firstName": "John",
"lastName": "Doe",
"timezone": "Asia/Kolkata",
"location": "google_conference",
"tracking": {
"utmCampaign": None,
"utmSource": None,
"utmMedium": None,
"utmContent": None,
"utmTerm": None,
"salesforceUuid": None,
},
},
)
print(response.json())
