import type { Instant } from "@parley/base";
import type { ReactNode } from "react";
import { Icon } from "../ui/Icon.tsx";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";
import { clockIn, UTC, type Place } from "../words/times.ts";

/** The bar over every screen: whose desk it is, how it is connected, what time it is. */
export function Bar({
  office,
  detail,
  here,
  now,
  status,
  children,
}: {
  office: string;
  detail: string;
  here: Place;
  now: Instant;
  status?: ReactNode;
  children?: ReactNode;
}): ReactNode {
  const places = here.name === UTC.name ? [UTC] : [UTC, here];
  return (
    <header className="bar">
      <span className="brand">
        <Icon name="mark" large />
        {say(app.name)}
      </span>
      <div className="office">
        <b>{office}</b>
        <span>{detail}</span>
      </div>
      <span className="grow" />
      {status}
      {places.map((place) => (
        <div key={place.name} className="bar__clock">
          <b>{clockIn(now, place)}</b>
          <span>{place.name}</span>
        </div>
      ))}
      <span className="row row--none">{children}</span>
    </header>
  );
}
