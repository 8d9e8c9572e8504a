// Starts a reverse proxy as deploy/ describes it: only name, ports and certificate are put in.
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../until'

export interface Front extends AsyncDisposable {
  /** The public address, `https://localhost:port`. */
  url: string
  /** The certificate that it shows. */
  ca: string
}

interface Place {
  dir: string
  port: number
  /** For plain http. */
  other: number
  cert: string
  key: string
  /** Puts name, ports and certificate of this place into a file of deploy/. */
  deployed(file: string): string
}

const NAME = 'chat.example.org'

/** How each is started: writes its configuration, gives the command. */
const commands: Record<string, (place: Place) => string[]> = {
  nginx(place) {
    const { dir, other, cert, key } = place
    const site = place
      .deployed('nginx.conf')
      .replaceAll(/\b80;/g, `${other};`)
      .replaceAll(/\/etc\/letsencrypt\S+fullchain.pem/g, cert)
      .replaceAll(/\/etc\/letsencrypt\S+privkey.pem/g, key)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map(name => `${name}_temp_path ${dir}/${name};`)
      .join('\n')
    const house = `daemon off; pid ${dir}/pid; events {} http { ${temporary} access_log off; ${site} }`
    writeFileSync(join(dir, 'nginx.conf'), house)
    return ['nginx', '-c', join(dir, 'nginx.conf'), '-e', 'stderr']
  },
  caddy(place) {
    const { dir, other, cert, key } = place
    const site = place.deployed('Caddyfile').replace(/\{\n/, `{\n\ttls ${cert} ${key}\n`)
    writeFileSync(join(dir, 'Caddyfile'), `{\nadmin off\nhttp_port ${other}\n}\n${site}`)
    return ['caddy', 'run', '--adapter', 'caddyfile', '--config', join(dir, 'Caddyfile')]
  },
  traefik(place) {
    const { dir, port, cert, key } = place
    const site = place.deployed('traefik.yml').replace(/certResolver: .*/, 'options: default')
    const tls = `tls:\n  certificates:\n    - certFile: ${cert}\n      keyFile: ${key}\n`
    writeFileSync(join(dir, 'site.yml'), `${site}\n${tls}`)
    const door = `--entrypoints.websecure.address=127.0.0.1:${port}`
    return ['traefik', door, `--providers.file.filename=${join(dir, 'site.yml')}`]
  },
}

/** Opens `kind` before the server at `target`. Throws what it said when it does not come up. */
export async function openProxy(kind: string, target: string): Promise<Front> {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const [port, other] = [await freePort(), await freePort()]
  const [cert, key] = certify(dir)
  const deployed = (file: string): string =>
    readFileSync(join('deploy', file), 'utf8')
      .replaceAll('127.0.0.1:8080', new URL(target).host)
      .replaceAll(`${NAME} {`, `localhost:${port} {`)
      .replaceAll(NAME, 'localhost')
      .replaceAll('443', String(port))
  const command = commands[kind]?.({ dir, port, other, cert, key, deployed }) ?? []
  const child = Bun.spawn(command, {
    cwd: dir,
    env: { PATH: process.env.PATH, HOME: dir },
    stdout: 'ignore',
    stderr: 'pipe',
  })
  stack.defer(async () => {
    child.kill()
    await child.exited
  })
  const url = `https://localhost:${port}`
  const ca = readFileSync(cert, 'utf8')
  await until(async () => {
    if (child.exitCode !== null) throw new Error(await new Response(child.stderr).text())
    return fetch(`${url}/health`, { tls: { ca } }).then(
      ({ ok }) => ok,
      () => false,
    )
  })
  const moved = stack.move()
  return { url, ca, [Symbol.asyncDispose]: () => moved.disposeAsync() }
}

/** A certificate of our own for localhost; gives the paths of it and its key. */
function certify(dir: string): [cert: string, key: string] {
  const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')]
  const what = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
  const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const { success, stderr } = Bun.spawnSync([
    ...['openssl', 'req', ...how, ...what],
    ...['-out', cert, '-keyout', key],
  ])
  if (!success) throw new Error(`openssl: ${stderr}`)
  return [cert, key]
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (!address || typeof address === 'string') throw new Error('No port')
  return address.port
}
