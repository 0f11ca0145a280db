// What GitHub lets pages of other origins send and read.

/** The request headers that pass a preflight. Any other makes a browser refuse the request. */
export const ALLOWED = [
  ...["Authorization", "Content-Type", "If-Match", "If-Modified-Since", "If-None-Match"],
  ...["If-Unmodified-Since", "X-Requested-With"],
];

/** The response headers that a page may read, besides those that every page may. Not `Date`. */
export const EXPOSED = [
  ...["ETag", "Link", "Location", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining"],
  ...["X-RateLimit-Used", "X-RateLimit-Resource", "X-RateLimit-Reset", "X-OAuth-Scopes"],
  ...["X-Accepted-OAuth-Scopes", "X-Poll-Interval", "X-GitHub-SSO", "X-GitHub-Request-Id"],
  ...["Deprecation", "Sunset"],
];

/** Headers of every answer of the API. */
export function corsHeaders() {
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": EXPOSED.join(", "),
  };
}

/** The answer to OPTIONS. */
export function preflight() {
  const headers = {
    ...corsHeaders(),
    "access-control-allow-headers": ALLOWED.join(", "),
    "access-control-allow-methods": "GET, POST, PATCH, PUT, DELETE",
    "access-control-max-age": "86400",
  };
  return { status: 204, headers, body: null };
}
