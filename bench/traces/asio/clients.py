# SPDX-License-Identifier: MIT
"""Starts a chat server and talks to it: clients.py SERVER. Each client joins, says lines with pauses between them, reads what all
say, and leaves. Then the server is told to end. Takes some seconds, a minute at most."""
import asyncio, signal, socket, subprocess, sys

CLIENTS, LINES = 12, 16


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def join(port):
    for _ in range(200):        # until the server listens
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
    sys.exit("clients.py: the server does not listen after 10 s")


async def client(port, number):
    await asyncio.sleep(0.02 * number)
    reader, writer = await join(port)
    reading = asyncio.create_task(reader.read(-1))
    for line in range(LINES):
        length = 8 + (number * 31 + line * 17) % 200
        writer.write(f"{number}: ".encode() + b"x" * length + b"\n")
        await writer.drain()
        await asyncio.sleep(0.002 * (1 + (number * 7 + line * 3) % 20))
    writer.write_eof()          # the server closes, too
    await reading
    writer.close()


async def talk(port):
    await asyncio.wait_for(asyncio.gather(*(client(port, number) for number in range(CLIENTS))), 60)


port = free_port()
server = subprocess.Popen([sys.argv[1], str(port)])
try:
    asyncio.run(talk(port))
finally:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        sys.exit("clients.py: the server does not end 10 s after SIGTERM")
