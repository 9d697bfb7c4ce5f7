// GraphiQL keeps its tabs in the browser under names that every GraphiQL on this host and port shares; these are ours.
const prefix = 'maillage:'

const ours = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix))

export const storage = {
  getItem: (name) => localStorage.getItem(prefix + name),
  setItem: (name, value) => localStorage.setItem(prefix + name, value),
  removeItem: (name) => localStorage.removeItem(prefix + name),
  clear: () => ours().forEach((name) => localStorage.removeItem(name)),
  get length() {
    return ours().length
  },
}

/** offerTabs gives someone without tabs of their own the ready ones, the first of them open. */
export function offerTabs([first]) {
  if (!first || storage.getItem('graphiql:tabState')) return
  // GraphiQL reads the open tab from these two names, and would leave out the variables of a default tab.
  storage.setItem('graphiql:query', first.query)
  storage.setItem('graphiql:variables', first.variables)
}
