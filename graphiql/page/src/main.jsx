import 'graphiql/setup-workers/vite'
import '@graphiql/react/style.css'
import '@graphiql/plugin-doc-explorer/style.css'
import '@graphiql/plugin-history/style.css'
import '@graphiql/plugin-explorer/style.css'
import 'graphiql/graphiql.css'
import './style.css'

import { explorerPlugin } from '@graphiql/plugin-explorer'
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { createRoot } from 'react-dom/client'
import { Banner } from './banner.jsx'
import { fetcher } from './fetcher.js'
import { takeKeyFromAddress } from './key.js'
import { offerTabs, storage } from './storage.js'
import { FollowSystem } from './theme.jsx'

takeKeyFromAddress()
const { notice, tabs } = await (await fetch('config.json')).json()
offerTabs(tabs)

const plugins = [HISTORY_PLUGIN, explorerPlugin()]

createRoot(document.getElementById('root')).render(
  <>
    <Banner notice={notice} />
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      plugins={plugins}
      defaultTabs={tabs.length > 0 ? tabs : undefined}
      defaultEditorToolsVisibility="variables"
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>Maillage</GraphiQL.Logo>
      <FollowSystem />
    </GraphiQL>
  </>,
)
