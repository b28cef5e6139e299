"""Sends one ticket message with the platform's official Python SDK, and prints its message id.

Usage: send.py BASE_URL APP_ID APP_SECRET HELPDESK_AUTHORIZATION TICKET_ID CONTENT
"""

import sys

import lark_oapi as lark
from lark_oapi.api.helpdesk.v1 import CreateTicketMessageRequest, CreateTicketMessageRequestBody

base_url, app_id, app_secret, helpdesk, ticket_id, content = sys.argv[1:]

client = lark.Client.builder().app_id(app_id).app_secret(app_secret).domain(base_url).build()
body = CreateTicketMessageRequestBody.builder().msg_type("post").content(content).build()
request = CreateTicketMessageRequest.builder().ticket_id(ticket_id).request_body(body).build()
option = lark.RequestOption.builder().headers({"X-Lark-Helpdesk-Authorization": helpdesk}).build()

response = client.helpdesk.v1.ticket_message.create(request, option)
if not response.success():
    sys.exit(f"refused with code {response.code}: {response.msg}")
print(response.data.message_id)
