/** A homeserver that cannot be brought up or asked; the message is for the person who started it. */
export class HomeserverFailure extends Error {
  override readonly name = "HomeserverFailure";
}
