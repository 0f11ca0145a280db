// A world outside that takes everything from everybody, and notes it: whatever reaches it could have been posts.

import { createHash } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer, request as ask } from "node:http";
import { connect } from "node:net";

/**
 * A host that allows every page to ask it anything, answers so that each way of asking is content, and keeps the
 * last part of each path it was asked for in `reached`. What comes by UDP, as calls do, is kept as "udp".
 * @returns {Promise<{url: string, udp: number, reached: string[], close: () => void}>}
 */
export async function startCanary() {
  const reached = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://canary").pathname;
    reached.push(path.slice(1));
    const types = [
      [/script|worker|import/, "text/javascript", "self.canary = 1;"],
      [/events/, "text/event-stream", "data: 1\n\n"],
      [/style/, "text/css", "p {}"],
      [/image|icon/, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
    ];
    const [, type, body] = types.find(([name]) => name.test(path)) ?? ["", "text/plain", "canary"];
    const headers = {
      "access-control-allow-origin": request.headers.origin ?? "*",
      "access-control-allow-headers": "*",
      "access-control-allow-methods": "*",
      "access-control-allow-credentials": "true",
      "access-control-allow-private-network": "true",
      "cross-origin-resource-policy": "cross-origin",
      "service-worker-allowed": "/",
    };
    response.writeHead(200, { ...headers, "content-type": type }).end(body);
  });
  server.on("upgrade", (request, socket) => {
    reached.push(new URL(request.url, "http://canary").pathname.slice(1));
    const magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const accept = createHash("sha1").update(request.headers["sec-websocket-key"] + magic).digest("base64");
    const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
    socket.on("error", () => {});
    socket.end([...head, `Sec-WebSocket-Accept: ${accept}`, "", ""].join("\r\n"));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const udp = createSocket("udp4");
  udp.on("message", () => reached.push("udp"));
  await new Promise((bound) => udp.bind(0, "127.0.0.1", bound));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    udp: udp.address().port,
    reached,
    close() {
      server.close();
      server.closeAllConnections();
      udp.close();
    },
  };
}

/**
 * A proxy that a whole browser is made to use, for every host, this machine as well: nothing that the browser
 * sends over TCP passes it by, whoever it is that sends, and `asked` holds for each request the host it is for.
 * Only what is for `own` is passed on.
 * @param {string} own an origin
 */
export async function startProxy(own) {
  const asked = [];
  const { host } = new URL(own);
  const server = createServer((request, response) => {
    const url = new URL(request.url);
    asked.push(url.host);
    if (url.host !== host) return response.writeHead(502).end();
    const passed = ask(url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  // TLS and WebSockets come as tunnels.
  server.on("connect", (request, socket) => {
    asked.push(request.url);
    socket.on("error", () => {});
    if (request.url !== host) return socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    const tunnel = connect(new URL(own).port, "localhost", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(tunnel).pipe(socket);
    });
    tunnel.on("error", () => socket.destroy());
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    args: [`--proxy-server=http://127.0.0.1:${server.address().port}`, "--proxy-bypass-list=<-loopback>"],
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * All ways that a page or a worker has to ask another host for something or to tell it something. Runs there; each
 * way asks for a path of its own below `url`, and none is waited for long.
 * @param {{url: string, udp: number}} canary
 * @returns {Promise<string[]>} the ways that were tried
 */
export async function tryEverything({ url, udp }) {
  const at = (way) => `${url}/${way}`;
  const ways = {
    fetch: (way) => fetch(at(way)),
    "fetch-blind": (way) => fetch(at(way), { mode: "no-cors", method: "POST", body: "x" }),
    "fetch-kept": (way) => fetch(at(way), { keepalive: true, mode: "no-cors" }),
  };
  // A service worker imports nothing later on, whoever allows it.
  if (!globalThis.registration) ways.import = (way) => import(at(way));
  if (globalThis.XMLHttpRequest) {
    ways.xhr = (way) => {
      const request = new XMLHttpRequest();
      request.open("GET", at(way));
      request.send();
    };
  }
  ways.socket = (way) => void new WebSocket(at(way).replace("http", "ws"));
  if (globalThis.EventSource) ways.events = (way) => void new EventSource(at(way));
  if (globalThis.navigator?.sendBeacon) ways.beacon = (way) => navigator.sendBeacon(at(way), "x");
  if (globalThis.fetchLater) ways.later = (way) => fetchLater(at(way), { activateAfter: 0 });
  if (globalThis.document) {
    const add = (tag, fields) => document.body.append(Object.assign(document.createElement(tag), fields));
    const link = (rel, as) => (way) => add("link", { rel, href: at(way), ...(as && { as }) });
    Object.assign(ways, {
      image: (way) => void (new Image().src = at(way)),
      script: (way) => add("script", { src: at(way) }),
      "script-module": (way) => add("script", { type: "module", src: at(way) }),
      style: link("stylesheet"),
      prefetch: link("prefetch"),
      "preload-image": link("preload", "image"),
      "script-preload": link("modulepreload"),
      frame: (way) => add("iframe", { src: at(way) }),
      object: (way) => add("object", { data: at(way) }),
      embed: (way) => add("embed", { src: at(way) }),
      video: (way) => add("video", { src: at(way) }),
      track: (way) => void new Audio(at(way)).play(),
      font: (way) => new FontFace("canary", `url(${at(way)})`).load(),
      "image-of-style": (way) => {
        document.body.style.backgroundImage = `url(${at(way)})`;
        void document.body.offsetWidth;
      },
      form: (way) => {
        add("iframe", { name: "nowhere" });
        const form = Object.assign(document.createElement("form"), { action: at(way), method: "post", target: "nowhere" });
        document.body.append(form);
        form.submit();
      },
      ping: (way) => {
        const link = Object.assign(document.createElement("a"), { href: "#canary", ping: at(way) });
        document.body.append(link);
        link.click();
      },
    });
  }
  const calls = [globalThis.RTCPeerConnection, globalThis.webkitRTCPeerConnection].filter(Boolean);
  if (calls.length) {
    ways.udp = async () => {
      for (const Call of calls) {
        const call = new Call({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }] });
        call.createDataChannel("x");
        await call.setLocalDescription(await call.createOffer());
      }
    };
  }
  const soon = (ms) => new Promise((over) => setTimeout(over, ms));
  const all = Object.entries(ways).map(async ([name, way]) => {
    try {
      await Promise.race([way(name), soon(1_500)]);
    } catch {
      // It was refused.
    }
    return name;
  });
  const tried = await Promise.all(all);
  await soon(1_000); // what isn't waited for
  return tried;
}

/** The site as it would be without its policies: whatever they hold back gets out here. */
export async function startUnguarded(own) {
  const server = createServer((request, response) => {
    const passed = ask(own + request.url, { method: request.method, headers: request.headers }, (answer) => {
      const { "content-security-policy": _, "permissions-policy": __, ...headers } = answer.headers;
      response.writeHead(answer.statusCode, headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((listening) => server.listen(0, "localhost", listening));
  return {
    url: `http://localhost:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
