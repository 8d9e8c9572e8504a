import { describe, expect, test } from 'bun:test'
import { classify, isWithin, parseNetwork } from '../../../src/net/addresses'

const kinds: Record<string, string[]> = {
  global: ['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0'],
  loopback: ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::1', '::', '[::1]'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd12::1'],
  'link-local': ['169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1', '2606:4700::1%1'],
  metadata: ['169.254.169.254', '168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  reserved: ['192.0.2.1', '198.51.100.1', '203.0.113.9', '198.18.0.1', '240.0.0.1', '192.88.99.1'],
  invalid: ['', 'example.com', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', ':::', '1::2::3'],
}

describe('classify', () => {
  for (const [kind, addresses] of Object.entries(kinds)) {
    test(`knows what is ${kind}`, () => {
      expect(addresses.map(address => [address, classify(address)])).toEqual(
        addresses.map(address => [address, kind]),
      )
    })
  }

  test('knows public IPv6, and takes the rest of its space for reserved', () => {
    for (const address of ['2606:4700::1111', '2a00:1450:4001::200e', '2620:4f:8000::1']) {
      expect(classify(address)).toBe('global')
    }
    for (const address of [
      '2001:db8::1',
      '2001:10::1',
      '3fff::1',
      '100::1',
      '5f00::1',
      '4000::1',
    ]) {
      expect(classify(address)).toBe('reserved')
    }
  })

  test('looks at the IPv4 address inside an IPv6 one', () => {
    const inside: [string, string][] = [
      ['::ffff:8.8.8.8', 'global'],
      ['::ffff:10.0.0.1', 'private'],
      ['::ffff:7f00:1', 'loopback'],
      ['::ffff:a9fe:a9fe', 'metadata'],
      ['::10.0.0.1', 'reserved'],
      ['::169.254.169.254', 'metadata'],
      ['::ffff:0:169.254.169.254', 'metadata'],
      ['64:ff9b::8.8.8.8', 'global'],
      ['64:ff9b::a9fe:a9fe', 'metadata'],
      ['64:ff9b::10.0.0.1', 'private'],
      ['64:ff9b:1::a9fe:a9fe', 'metadata'],
      ['2002:a9fe:a9fe::1', 'metadata'],
      ['2002:0808:0808::1', 'reserved'],
      ['2001:0:a9fe:a9fe::1', 'metadata'],
      ['2001:0:808:808:0:0:5601:5601', 'metadata'],
      ['2606:4700::5efe:a9fe:a9fe', 'metadata'],
      ['2606:4700::200:5efe:10.0.0.1', 'private'],
    ]
    expect(inside.map(([address]) => [address, classify(address)])).toEqual(inside)
  })

  test('reads what a URL parser makes of odd spellings', () => {
    const spellings = [
      'http://2130706433/',
      'http://0x7f.1/',
      'http://0177.0.0.1/',
      'http://127.1/',
      'http://127.0.0.1./',
      'http://１２７.0.0.1/',
      'http://①②⑦.⓪.⓪.①/',
      'http://[::ffff:127.0.0.1]/',
      'http:\\\\127.0.0.1\\@example.com',
    ]
    for (const spelling of spellings) {
      expect([spelling, classify(new URL(spelling).hostname)]).toEqual([spelling, 'loopback'])
    }
  })
})

test('networks are read with and without a length, and refuse nonsense', () => {
  const networks = ['10.0.0.0/8', '192.168.7.7', 'fd00::/8'].map(parseNetwork)
  expect(isWithin(networks, '10.255.0.1')).toBe(true)
  expect(isWithin(networks, '::ffff:10.1.1.1')).toBe(true)
  expect(isWithin(networks, '192.168.7.8')).toBe(false)
  expect(isWithin(networks, 'fd77::1')).toBe(true)
  expect(isWithin(networks, 'localhost')).toBe(false)
  for (const text of ['10.0.0.0/33', 'ten/8', '10.0.0.0/x', '::/129']) {
    expect(() => parseNetwork(text)).toThrow('is not an address or a network')
  }
})
