// The two instants that the picture and the level trace share, so that they move in step without knowing each other.

function instant() {
  const followers = new Set();
  return {
    value: null,
    set(value) {
      this.value = value;
      for (const follower of followers) follower(value);
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}

/** What the picture shows: { t, from, to } in Unix ms, its frame and the first and last there are; null = no clip. */
export const shown = instant();

/** Where the trace's cursor stands, Unix ms; null = nowhere. */
export const pointed = instant();
