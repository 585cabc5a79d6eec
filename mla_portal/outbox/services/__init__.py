from mla_portal.outbox.services.delivery import DeliveryReport, messages_deliver
from mla_portal.outbox.services.queueing import (
    NewMessage,
    message_queue,
    messages_cancel,
    messages_queue,
    messages_requeue,
)

__all__ = [
    "DeliveryReport",
    "NewMessage",
    "message_queue",
    "messages_cancel",
    "messages_deliver",
    "messages_queue",
    "messages_requeue",
]
