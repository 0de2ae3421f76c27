const caseId = 'YOUR_CASE_ID';
const response = await fetch(
`https://api.care360-next.carevalidate.com/api/v1/cases/${caseId}`,
{
method: 'POST',
headers: {
'cv-api-key': 'YOUR_SECRET_KEY',
'Content-Type': 'application/json',
},
body: JSON.stringify({
action: 'ADD_COMMUNICATION',
communication: {
text: 'Comment text',
isRestricted: false,
author: {
email: 'support_user@carevalidate.com',
firstName: 'John',
lastName: 'Doe',
},
webhookNotify: true,
attachments: [
{
isRestricted: false,
isPHI: false,
fileName: 'Screenshot_01.png',
content: 'BASE64_STRING',
},
],
},
}),
}
);
const data = await response.json();
console.log(data);
