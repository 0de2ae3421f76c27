const caseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const response = await fetch(`https://api.example.com/api/v1/cases/${caseId}`, {
method: "POST",
headers: {
"Content-Type": "application/json",
"cv-api-key": "your-org-cv-api-key",
},
body: JSON.stringify({
action: "CANCEL_CALENDAR_EVENT",
calendar: {
id: "987fcdeb-51a2-43d7-9876-543210fedcba",
},
}),
});
const data = await response.json();
console.log(data);
