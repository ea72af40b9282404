import { shownEventCode } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { tokenOf } from '../../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('a new stage link', () => {
  test('asks first; then the old stage says so, the new one opens, and Activity tells it', async () => {
    const { server, browser } = site;
    const old = server.links.stage;
    const stage = await (await browser.newContext()).newPage();
    const pageErrors = pageErrorsOf(stage);
    await stage.goto(old);
    await stage.getByText(shownEventCode(server.code), { exact: true }).waitFor();

    const desk = await site.console();
    const preview = desk.frameLocator('iframe');
    await preview.getByText(shownEventCode(server.code), { exact: true }).waitFor();
    await desk.getByRole('button', { name: 'New stage link' }).click();
    const confirm = desk.getByRole('button', { name: 'Replace links now?' });
    await confirm.waitFor();
    expect(server.links.stage).toBe(old); // nothing happened yet
    await confirm.click();
    await stage.getByRole('heading', { name: 'This stage has a new link' }).waitFor();
    await stage.getByText('Open the new one from the console').waitFor();
    expect(server.links.stage).not.toBe(old);

    await expect.poll(() => desk.getByRole('link', { name: 'Open', exact: false }).evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toContainEqual(expect.stringContaining(tokenOf(server.links.stage))); // prettier-ignore
    await preview.getByText(shownEventCode(server.code), { exact: true }).waitFor(); // with the new link
    await stage.reload();
    await stage.getByRole('heading', { name: 'This link does not open the stage' }).waitFor();
    await stage.goto(server.links.stage);
    await stage.getByText(shownEventCode(server.code), { exact: true }).waitFor();
    expect(pageErrors).toEqual([]);

    await desk.goto(`${server.url}/console#team`);
    await desk.getByText('replaced the links of stage and preflight').waitFor();
  });
});
