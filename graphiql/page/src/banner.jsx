import { useState } from 'react'
import { setKey, useKey } from './key.js'

/** Banner is the slim line above GraphiQL: what the data is, and who is asking. */
export function Banner({ notice }) {
  return (
    <header className="banner">
      <p role="note">{notice}</p>
      <SignIn />
    </header>
  )
}

function SignIn() {
  const key = useKey()
  const [asking, setAsking] = useState(false)

  if (key) {
    return (
      <div className="sign-in">
        <span className="signed-in">Signed in</span>
        <button type="button" onClick={() => setKey('')}>Sign out</button>
      </div>
    )
  }
  if (!asking) {
    return (
      <div className="sign-in">
        <button type="button" onClick={() => setAsking(true)}>Sign in</button>
      </div>
    )
  }
  const submit = (event) => {
    event.preventDefault()
    setKey(new FormData(event.currentTarget).get('key').trim())
    setAsking(false)
  }
  return (
    <form className="sign-in" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}>
      <input name="key" type="password" aria-label="Access key" placeholder="Paste your key" autoComplete="off" autoFocus />
      <button type="submit">Sign in</button>
    </form>
  )
}
