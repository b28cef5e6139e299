"""Sends one post with the platform's official Python SDK, and prints its message id.

Usage: send.py BASE_URL APP_ID APP_SECRET ticket HELPDESK_AUTHORIZATION TICKET_ID CONTENT
       send.py BASE_URL APP_ID APP_SECRET chat RECEIVE_ID_TYPE RECEIVE_ID CONTENT UUID
       send.py BASE_URL APP_ID APP_SECRET reply MESSAGE_ID CONTENT UUID
       send.py BASE_URL APP_ID APP_SECRET edit MESSAGE_ID CONTENT
"""

import sys

import lark_oapi as lark
from lark_oapi.api.helpdesk.v1 import CreateTicketMessageRequest, CreateTicketMessageRequestBody
from lark_oapi.api.im.v1 import (
    CreateMessageRequest,
    CreateMessageRequestBody,
    ReplyMessageRequest,
    ReplyMessageRequestBody,
    UpdateMessageRequest,
    UpdateMessageRequestBody,
)


def ticket(client, helpdesk, ticket_id, content):
    body = CreateTicketMessageRequestBody.builder().msg_type("post").content(content).build()
    request = CreateTicketMessageRequest.builder().ticket_id(ticket_id).request_body(body).build()
    headers = {"X-Lark-Helpdesk-Authorization": helpdesk}
    option = lark.RequestOption.builder().headers(headers).build()
    return client.helpdesk.v1.ticket_message.create(request, option)


def chat(client, receive_id_type, receive_id, content, uuid):
    body = CreateMessageRequestBody.builder().receive_id(receive_id).msg_type("post")
    body = body.content(content).uuid(uuid).build()
    request = CreateMessageRequest.builder().receive_id_type(receive_id_type).request_body(body)
    return client.im.v1.message.create(request.build())


def reply(client, message_id, content, uuid):
    body = ReplyMessageRequestBody.builder().msg_type("post").content(content)
    body = body.reply_in_thread(True).uuid(uuid).build()
    request = ReplyMessageRequest.builder().message_id(message_id).request_body(body).build()
    return client.im.v1.message.reply(request)


def edit(client, message_id, content):
    body = UpdateMessageRequestBody.builder().msg_type("post").content(content).build()
    request = UpdateMessageRequest.builder().message_id(message_id).request_body(body).build()
    return client.im.v1.message.update(request)


base_url, app_id, app_secret, operation, *arguments = sys.argv[1:]
client = lark.Client.builder().app_id(app_id).app_secret(app_secret).domain(base_url).build()
response = {"ticket": ticket, "chat": chat, "reply": reply, "edit": edit}[operation](client, *arguments)
if not response.success():
    sys.exit(f"refused with code {response.code}: {response.msg}")
print(response.data.message_id)
