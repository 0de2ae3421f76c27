import requests
case_id = "YOUR_CASE_ID"
url = f"https://api.care360-next.carevalidate.com/api/v1/cases/{case_id}"
headers = {
"cv-api-key": "YOUR_SECRET_KEY",
"Content-Type": "application/json",
}
payload = {
"action": "ADD_COMMUNICATION",
"communication": {
"text": "Comment text",
"isRestricted": False,
"author": {
"email": "support_user@carevalidate.com",
"firstName": "John",
"lastName": "Doe",
},
"webhookNotify": True,
"attachments": [
{
"isRestricted": False,
"isPHI": False,
"fileName": "Screenshot_01.png",
"content": "BASE64_STRING",
}
],
},
}
response = requests.post(url, headers=headers, json=payload)
data = response.json()
