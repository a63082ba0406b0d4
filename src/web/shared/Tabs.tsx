import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import { ReaderLocale } from './ReaderLocale.tsx'
import './tabs.css'

export interface TabOf {
  id: string
  title: ReactNode
  content: ReactNode
}

/** Parts of one page, one in sight. The chosen one belongs into the address: see usePageSearch. */
export function Tabs(props: { label: string; tabs: readonly TabOf[]; chosen: string; onChoose: (id: string) => void }) {
  return (
    <ReaderLocale>
      <AriaTabs selectedKey={props.chosen} onSelectionChange={(key) => props.onChoose(String(key))}>
        <TabList className="tabs" aria-label={props.label}>
          {props.tabs.map((tab) => (
            <Tab key={tab.id} id={tab.id} className="tab">
              {tab.title}
            </Tab>
          ))}
        </TabList>
        {props.tabs.map((tab) => (
          <TabPanel key={tab.id} id={tab.id} className="tab-panel">
            {tab.content}
          </TabPanel>
        ))}
      </AriaTabs>
    </ReaderLocale>
  )
}
