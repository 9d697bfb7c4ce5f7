// The access key lives in this browser tab only: it comes in the URL's fragment, which never reaches a server's log.
import { useSyncExternalStore } from 'react'

const slot = 'maillage:key'
const listeners = new Set()

const read = () => sessionStorage.getItem(slot)

/** setKey keeps the key for this browser tab, or forgets it when it is empty. */
export function setKey(key) {
  if (key) sessionStorage.setItem(slot, key)
  else sessionStorage.removeItem(slot)
  listeners.forEach((changed) => changed())
}

function subscribe(changed) {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** useKey is the current key, or null. */
export const useKey = () => useSyncExternalStore(subscribe, read)

/** authorization is the header that carries the key, when there is one. */
export const authorization = () => (read() ? { Authorization: `Bearer ${read()}` } : {})

/** takeKeyFromAddress moves `#key=…` out of the address bar. */
export function takeKeyFromAddress() {
  // A fragment is no form: its plus sign is a plus sign.
  const key = new URLSearchParams(location.hash.slice(1).replaceAll('+', '%2B')).get('key')
  if (key === null) return
  history.replaceState(null, '', location.pathname + location.search)
  setKey(key.trim())
}

// A link pasted into an open page changes the fragment without loading the page again.
addEventListener('hashchange', takeKeyFromAddress)
