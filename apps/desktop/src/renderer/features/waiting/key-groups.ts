/** A key in groups of four characters, for reading and comparing. */
export function keyGroups(key: string): readonly string[] {
  return key.match(/.{1,4}/gu) ?? [];
}

/** Local part of a Matrix user id: what a person can read out. */
export function accountOf(user: string): string {
  return user.slice(1).split(":")[0] ?? user;
}
