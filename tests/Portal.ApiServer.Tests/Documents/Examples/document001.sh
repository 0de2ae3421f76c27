curl --request POST \
--url "https://api.example.com/api/v1/cases/{caseId}" \
--header "content-type: application/json" \
--header "cv-api-key: your-org-cv-api-key" \
--data '{
"action": "CANCEL_CALENDAR_EVENT",
"calendar": {
"id": "987fcdeb-51a2-43d7-9876-543210fedcba"
}
}'
