curl -X POST "https://api.care360-next.carevalidate.com/api/v1/cases/YOUR_CASE_ID" \
-H "cv-api-key: YOUR_SECRET_KEY" \
-H "Content-Type: application/json" \
-d '{
"action": "ADD_COMMUNICATION",
"communication": {
"text": "Comment text",
"isRestricted": false,
"author": {
"email": "support_user@carevalidate.com",
"firstName": "John",
"lastName": "Doe"
},
"webhookNotify": true,
"attachments": [
{
"isRestricted": false,
"isPHI": false,
"fileName": "Screenshot_01.png",
"content": "BASE64_STRING"
}
]
}
}'
