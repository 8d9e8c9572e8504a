// A process with nothing but Bun.serve, which answers one text: what the machine could do at best.

process.on('message', ({ body, type }: { body: string; type: string }) => {
  const { port } = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: () => new Response(body, { headers: { 'content-type': type } }),
  })
  process.send?.(port)
})
