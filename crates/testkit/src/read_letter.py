"""Reads letters with other people's libraries (email, icalendar) and says as JSON what a calendar program would see."""

import email
import email.policy
import json
import sys

import icalendar


def read(path):
    with open(path, "rb") as file:
        letter = email.message_from_binary_file(file, policy=email.policy.default)
    seen = {
        "subject": letter["subject"],
        "to": letter["to"],
        "message_id": letter["message-id"],
        "text": letter.get_body(("plain",)).get_content(),
        "whole": letter.as_string(),
        "calendar": None,
    }
    for part in letter.walk():
        if part.get_content_type() == "text/calendar":
            calendar = icalendar.Calendar.from_ical(part.get_content())
            event = calendar.walk("VEVENT")[0]
            attendee = event["ATTENDEE"]
            seen["calendar"] = {
                "mime_method": part.get_param("method"),
                "method": str(calendar["METHOD"]),
                "uid": str(event["UID"]),
                "sequence": int(event["SEQUENCE"]),
                "summary": str(event["SUMMARY"]),
                "starts": event.decoded("DTSTART").isoformat(),
                "ends": event.decoded("DTEND").isoformat(),
                "status": str(event["STATUS"]),
                "attendee": str(attendee),
                "organizer": str(event["ORGANIZER"]),
            }
    return seen


print(json.dumps([read(path) for path in sys.argv[1:]]))
