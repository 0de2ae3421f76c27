curl --location "https://api.example.com/api/v1/calendar/appointments" \
--header "cv-api-key: your-org-cv-api-key" \
--header "Content-Type: application/json" \
--data-raw '{
"eventTypeId": "85f13305-0647-4473-9e63-0a56af405f6f",
"startTime": "2025-11-28T04:30:00Z",
"email": "invitee@example.com",
"firstName": "John",
"lastName": "Doe",
"timezone": "Asia/Kolkata",
"location": "google_conference",
"tracking": {
"utmCampaign": null,
"utmSource": null,
"utmMedium": null,
"utmContent": null,
"utmTerm": null,
"salesforceUuid": null
}
}'
