import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface CuttingLine {
  readonly url: string;
  /** What the server behind it answered, whether or not that got through. */
  readonly answered: readonly number[];
  readonly stop: () => Promise<void>;
}

/**
 * A line to a server that lets every request through and, where `cuts` says so, is reset at the first byte of the reply:
 * the server has done its work and the sender never hears of it. Replies are numbered from 0.
 */
export async function startCuttingLine(serverUrl: string, cuts: (reply: number) => boolean): Promise<CuttingLine> {
  const { port } = new URL(serverUrl);
  const answered: number[] = [];
  const open = new Set<Socket>();

  const server = createServer((sender) => {
    const receiver = connect(Number(port), "127.0.0.1");
    for (const [socket, other] of [
      [sender, receiver],
      [receiver, sender],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy()).on("close", () => open.delete(socket) && other.destroy());
    }
    sender.pipe(receiver);
    receiver.on("data", (part: Buffer) => {
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(part.toString("latin1")) ?? [];
      if (status !== undefined) answered.push(Number(status));
      if (status !== undefined && cuts(answered.length - 1)) sender.resetAndDestroy();
      else sender.write(part);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    async stop() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
