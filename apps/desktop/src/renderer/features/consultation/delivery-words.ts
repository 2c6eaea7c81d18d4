import { unreachable } from "@parley/base";
import type { Delivery } from "@parley/client";
import { stateNames, timesInWords } from "../../acts/index.ts";
import type { DeliveryLook } from "../../ui/Shield.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import type { Setting } from "./setting.ts";

/** How far something has come, in words. */
export interface DeliveryView {
  readonly look: DeliveryLook;
  readonly text: string;
}

export function deliveryWords(delivery: Delivery, setting: Setting): DeliveryView {
  const time = (at: number): string => timesInWords(at, setting.frame, setting.now).here;
  const texts = words.delivery;
  switch (delivery.state) {
    case "queued":
      return { look: "queued", text: say(texts.queued) };
    case "sending":
      return { look: "queued", text: say(texts.sending) };
    case "held":
      return { look: "held", text: say(texts.held) };
    case "sent":
      return { look: "sent", text: say(texts.sent, { time: time(delivery.at) }) };
    case "delivered": {
      const states = stateNames(delivery.to);
      return { look: "delivered", text: say(texts.delivered, { states, time: time(delivery.at) }) };
    }
    case "not-delivered-yet": {
      const states = stateNames(delivery.to);
      return { look: "undelivered", text: say(texts.notYet, { states, time: time(delivery.at) }) };
    }
    default:
      return unreachable(delivery);
  }
}
