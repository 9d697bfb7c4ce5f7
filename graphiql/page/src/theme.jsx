import { useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useEffect } from 'react'

/** FollowSystem repaints the editors when the system turns dark or light; GraphiQL asks the system only once. */
export function FollowSystem() {
  const theme = useGraphiQL((state) => state.theme)
  const { setTheme } = useGraphiQLActions()

  useEffect(() => {
    if (theme !== null) return
    const system = matchMedia('(prefers-color-scheme: dark)')
    const repaint = () => setTheme(null)
    system.addEventListener('change', repaint)
    return () => system.removeEventListener('change', repaint)
  }, [theme, setTheme])
  return null
}
