import requests

url = "https://api-v3.sweeppea.com/calendar/create"
headers = {
    "Authorization": "Bearer YOUR_API_KEY",
    "Content-Type": "application/json"
}
payload = {
    "EventTitle": "Team Meeting",
    "EventStartDate": "2026-02-20T10:00:00.000Z",
    "EventEndDate": "2026-02-20T12:00:00.000Z",
    "EventColor": "#FF5733"
}

response = requests.post(url, headers=headers, json=payload)
print(response.json())
