import { takePreloadedJoinInfo } from '../loading/preloaded-join-info';
import { fetchJoinInfo, type JoinInfoResult } from './join-info';

/** The join info of the event `code`: the preloaded response the first time; a new request if it failed, and later. */
export function loadJoinInfo(code: string): Promise<JoinInfoResult> {
  const preloaded = takePreloadedJoinInfo();
  return fetchJoinInfo(code, (url, init) =>
    preloaded?.url === url ? preloaded.response.catch(() => fetch(url, init)) : fetch(url, init),
  );
}
