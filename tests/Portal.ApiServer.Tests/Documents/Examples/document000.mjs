const caseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const response = await fetch(`https://api.example.com/api/v1/cases/${caseId}`, {
method: "POST",
headers: {
"Content-Type": "application/json",
"cv-api-key": "your-org-cv-api-key",
},
body: JSON.stringify({
action: "CREATE_CALENDAR_EVENT",
calendar: {
title: "Quarterly Planning Meeting",
agentName: "custom",
description: "Review priorities and align on next-quarter goals.",
startTime: "2025-12-31T14:00:00Z",
endTime: "2025-12-31T15:00:00Z",
timeZone: "America/New_York",
meetingLink: "https://example.com/meet/123",
location: "gotomeeting_conference",
provider: {
email: "provider@example.com",
name: "Dr. Smith",
},
},
}),
});
const data = await response.json();
console.log(data);
