import { projectIn } from '../ui/model/links.ts';
import { show } from '../ui/page.tsx';
import { Panel } from './Panel.tsx';

show(<Panel project={projectIn(location.search)} />);
