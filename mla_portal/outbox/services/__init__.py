from mla_portal.outbox.services.bounces import Bounce, bounce_read
from mla_portal.outbox.services.delivery import DeliveryReport, messages_deliver
from mla_portal.outbox.services.queueing import (
    NewMessage,
    message_queue,
    messages_cancel,
    messages_queue,
    messages_queue_from,
    messages_requeue,
)

__all__ = [
    "Bounce",
    "DeliveryReport",
    "NewMessage",
    "bounce_read",
    "message_queue",
    "messages_cancel",
    "messages_deliver",
    "messages_queue",
    "messages_queue_from",
    "messages_requeue",
]
