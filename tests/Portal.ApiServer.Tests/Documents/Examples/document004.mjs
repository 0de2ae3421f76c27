const response = await fetch('https://api-v3.sweeppea.com/calendar/create', {
  method: 'POST',
  headers: {
    'Authorization': 'Bearer YOUR_API_KEY',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
    EventTitle: 'Team Meeting',
    EventStartDate: '2026-02-20T10:00:00.000Z',
    EventEndDate: '2026-02-20T12:00:00.000Z',
    EventColor: '#FF5733'
  })
});

const data = await response.json();
console.log(data);
