// The state of the server, for admins: what runs, on what, how it does, and a copy of the database.

import { useQuery } from '@tanstack/react-query'
import { Download, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { system as api, type System } from '../../api-seeing'
import { sizeText } from '../../documents/size'
import { Button } from '../../parts/ui/button'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { formatNumber, t, useText } from '../../text/index'
import { told } from '../../text/told'
import { momentText } from './amounts'
import { HouseRows } from './house-rows'
import { Section, Setting } from './setting'

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-wrap gap-x-4 border-b border-line py-2 last:border-0">
    <dt className="w-44 shrink-0 text-muted">{name}</dt>
    <dd className="min-w-0 flex-1 basis-48">{children}</dd>
  </div>
)

const Path = ({ children }: { children: ReactNode }) => (
  <span dir="ltr" className="block text-start font-mono text-xs leading-5">
    {children}
  </span>
)

function Server({ state }: { state: System }) {
  const t = useText()
  const { version, commit, memory, log } = state
  const parts = Object.entries(log.parts)
  const resident = sizeText(memory.resident)
  return (
    <Section title={t('system.server')}>
      <dl>
        <Fact name={t('system.version')}>{t('system.versionOf', { version, commit })}</Fact>
        <Fact name={t('system.runtime')}>
          <bdi>{`${state.runtime}, ${state.platform}`}</bdi>
        </Fact>
        <Fact name={t('system.started')}>{momentText(state.started_at)}</Fact>
        <Fact name={t('system.timeZone')}>{state.time_zone}</Fact>
        <Fact name={t('system.memory')}>
          {t('system.memoryOf', { resident, heap: sizeText(memory.heap) })}
        </Fact>
        <Fact name={t('system.replies')}>{formatNumber(state.replies)}</Fact>
        <Fact name={t('system.sockets')}>{formatNumber(state.sockets)}</Fact>
        <Fact name={t('system.log')}>
          {log.level}
          {parts.map(([part, level]) => (
            <span key={part} className="block text-muted">
              {t('system.logPart', { part, level })}
            </span>
          ))}
        </Fact>
      </dl>
    </Section>
  )
}

const SHARE = 0.05

/** Less than a twentieth is left. */
const isLow = ({ free, total }: System['folder']): boolean => free < total * SHARE

function vectorText({ engine, version, error }: System['vectors']): string {
  if (engine === 'sqlite-vec' || engine === 'pgvector') return `${engine} ${version ?? ''}`
  if (engine === 'missing') return t('system.missing')
  return engine === 'exact' ? t('system.exact') : `${t('system.broken')}: ${error ?? ''}`
}

function Data({ state }: { state: System }) {
  const t = useText()
  const { database, folder, files, audit } = state
  const { people, chats, version, newest } = database
  const kind = database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'
  const size = sizeText(database.size)
  return (
    <Section title={t('system.data')}>
      <dl>
        <Fact name={t('system.database')}>
          {t('system.databaseOf', { kind, size })}
          {database.path ? <Path>{database.path}</Path> : null}
        </Fact>
        <Fact name={t('system.schema')}>{t('system.schemaOf', { version, newest })}</Fact>
        <Fact name={t('system.holds')}>{t('system.holdsOf', { people, chats })}</Fact>
        <Fact name={t('system.files')}>
          {t('system.filesOf', { count: files.count, size: sizeText(files.size) })}
        </Fact>
        <Fact name={t('system.folder')}>
          <Path>{folder.path}</Path>
        </Fact>
        <Fact name={t('system.disk')}>
          {t('system.diskOf', { free: sizeText(folder.free), total: sizeText(folder.total) })}
          {isLow(folder) ? <span className="block text-danger">{t('system.diskLow')}</span> : null}
        </Fact>
        <Fact name={t('system.vectors')}>{vectorText(state.vectors)}</Fact>
      </dl>
      {audit.dropped > 0 ? (
        <p className="mt-2 text-danger">{t('system.auditLost', { count: audit.dropped })}</p>
      ) : null}
    </Section>
  )
}

const states = {
  ok: 'connections.stateOk',
  slow: 'connections.stateSlow',
  down: 'connections.stateDown',
  off: 'connections.stateOff',
  unknown: 'connections.stateUnknown',
} as const

function Connections({ state }: { state: System }) {
  const t = useText()
  return (
    <Section title={t('system.connections')}>
      {state.connections.length === 0 ? (
        <p className="text-muted">{t('system.noConnections')}</p>
      ) : (
        <dl>
          {state.connections.map(({ kind, idx, name, state: how, models, error }) => (
            <Fact key={`${kind} ${idx}`} name={name}>
              <span className={how === 'down' ? 'text-danger' : ''}>
                {t(states[how], { count: models })}
              </span>
              {error ? <span className="block text-muted">{told(error)}</span> : null}
            </Fact>
          ))}
        </dl>
      )}
    </Section>
  )
}

function Copy({ state }: { state: System }) {
  const t = useText()
  const allowed = state.exports
  const sqlite = state.database.kind === 'sqlite'
  const hint = sqlite ? t('system.copyHint') : t('system.copyPostgres')
  return (
    <Setting action id="copy" label={t('system.copy')} hint={allowed ? hint : t('system.copyOff')}>
      {() =>
        allowed && sqlite ? (
          <a
            href={api.copy}
            download
            className="tap inline-flex h-9 items-center gap-2 rounded-control border border-edge/60 px-3.5 font-medium touch:h-11 hover:bg-wash"
          >
            <Download aria-hidden size={16} />
            {t('system.copyAction')}
          </a>
        ) : null
      }
    </Setting>
  )
}

export function SystemSettings() {
  const t = useText()
  const state = useQuery({ queryKey: ['system'], queryFn: api.state, staleTime: 0 })
  if (state.isPending) return <Skeleton />
  if (state.isError) {
    const retry = () => void state.refetch()
    return <Trouble title={t('system.failed')} error={state.error} onRetry={retry} />
  }
  return (
    <>
      <Section title={t('settings.system')} lead={t('system.lead')}>
        <Button size="sm" busy={state.isFetching} onClick={() => void state.refetch()}>
          <RotateCw aria-hidden size={15} />
          {t('system.refresh')}
        </Button>
      </Section>
      <Server state={state.data} />
      <Data state={state.data} />
      <Connections state={state.data} />
      <Section title={t('system.watching')}>
        <dl>
          <Fact name={t('system.metrics')}>{t('system.metricsHint')}</Fact>
          <Fact name={t('system.traces')}>
            {t(state.data.tracing ? 'system.tracesOn' : 'system.tracesOff')}
          </Fact>
        </dl>
        <HouseRows keys={['metrics.token']} />
      </Section>
      <Copy state={state.data} />
    </>
  )
}
