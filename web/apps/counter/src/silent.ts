import "@comanda/session/silent";
