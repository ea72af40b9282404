import { normalizeEventCode, type Failure, type Profile } from '@wandcast/protocol';
import type { HostApp } from '../../shared/capabilities/in-app-browser';
import type { Membership } from '../connection/membership';
import type { JoinInfo } from './join-info';

/** The participant's profile from an earlier event, if there is one. */
export type EarlierProfile = Profile | undefined;

/** What the page shows before, in and after the room. */
export type Step =
  /** `refused`: why the typed code was refused; undefined before. */
  | { readonly kind: 'code'; readonly typed: string; readonly isBusy: boolean; readonly refused: Failure | undefined }
  | { readonly kind: 'loading'; readonly code: string }
  | { readonly kind: 'failed'; readonly code: string; readonly failure: Failure; readonly profile: EarlierProfile }
  | { readonly kind: 'insecure'; readonly info: JoinInfo; readonly profile: EarlierProfile }
  /** The page seems to be open in another app's in-app browser. */
  | { readonly kind: 'inAppBrowser'; readonly app: HostApp; readonly info: JoinInfo; readonly profile: EarlierProfile }
  /** `refused`: why the last attempt was refused. */
  | {
      readonly kind: 'sign';
      readonly info: JoinInfo;
      readonly initial: Profile | undefined;
      readonly refused: Failure | undefined;
    }
  | { readonly kind: 'room'; readonly code: string; readonly membership: Membership }
  | { readonly kind: 'forgotten'; readonly code: string };

/** The first step of a page with the query `search`. Someone who scanned the code does not see the form to type it. */
export function firstStep(search: string): Step {
  const code = normalizeEventCode(new URLSearchParams(search).get('code') ?? '');
  return code === '' ? { kind: 'code', typed: '', isBusy: false, refused: undefined } : { kind: 'loading', code };
}
