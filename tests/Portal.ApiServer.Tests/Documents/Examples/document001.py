import requests
case_id = "a1b2c3d4-e5f6-7890-abcd-ef1234567890"
response = requests.post(
f"https://api.example.com/api/v1/cases/{case_id}",
headers={
"Content-Type": "application/json",
"cv-api-key": "your-org-cv-api-key",
},
json={
"action": "CANCEL_CALENDAR_EVENT",
"calendar": {
"id": "987fcdeb-51a2-43d7-9876-543210fedcba",
},
},
)
print(response.json())
