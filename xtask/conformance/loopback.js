// Preloaded into the test server, which would listen on all interfaces and tell its port nowhere: it listens on the
// loopback interface, and the port is written to the file that PORT_FILE names.
"use strict";
const { Server } = require("net");
const { writeFileSync } = require("fs");

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  this.once("listening", () => writeFileSync(process.env.PORT_FILE, String(this.address().port)));
  const callback = rest.find((argument) => typeof argument === "function");
  return listen.call(this, Number(port), "127.0.0.1", callback);
};
