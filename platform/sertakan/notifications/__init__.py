"""Messages to people, by e-mail, SMS or WhatsApp: written with the decision, sent by a job."""
