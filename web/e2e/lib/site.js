// Another site, at an origin of its own: pages with nothing on them.

import { createServer } from "node:http";

export class Site {
    async open() {
        this.server = createServer((request, response) => this.answer(request, response));
        await new Promise((listening) => this.server.listen(0, "127.0.0.1", listening));
        this.port = this.server.address().port;
        this.origin = `http://localhost:${this.port}`;
    }

    answer(_, response) {
        response.setHeader("Content-Type", "text/html");
        response.end("<title>Elsewhere</title>");
    }

    async close() {
        if (!this.server) return;
        const closed = new Promise((resolve) => this.server.close(resolve));
        this.server.closeAllConnections();
        await closed;
    }
}
