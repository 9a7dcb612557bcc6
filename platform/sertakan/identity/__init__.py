"""Who somebody is, how they prove it, and what their role lets them do, within one regency or at the centre."""
