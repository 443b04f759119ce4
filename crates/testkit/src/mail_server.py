"""A real SMTP server that puts each letter into the Maildir of its recipient: FOLDER/local-part/{new,cur,tmp}."""

import mailbox
import sys
import threading

from aiosmtpd.controller import Controller


class Sorter:
    def __init__(self, folder):
        self.folder = folder

    async def handle_DATA(self, server, session, envelope):
        for recipient in envelope.rcpt_tos:
            local = recipient.split("@")[0].lower()
            if local == "nobody":
                return "550 no such mailbox"
            box = mailbox.Maildir(f"{self.folder}/{local}", create=True)
            box.add(envelope.content)
        return "250 taken"


controller = Controller(Sorter(sys.argv[1]), hostname="127.0.0.1", port=int(sys.argv[2]))
controller.start()
print("ready", flush=True)
threading.Event().wait()
