import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
const dir='/tmp/shot-merge'; rmSync(dir,{recursive:true,force:true});
const child = spawn(process.execPath,['apps/api/dist/main.js','--port','3112','--host','127.0.0.1','--data',dir,'--rehearse','12']);
setTimeout(()=>{child.kill('SIGKILL');process.exit(9)},280000).unref();
let out=''; child.stdout.on('data',c=>out+=c); child.stderr.on('data',()=>{});
for(let i=0;i<300&&!out.includes('Ctrl-C stops');i++) await new Promise(r=>setTimeout(r,100));
const browser = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const ctx = await browser.newContext({viewport:{width:1440,height:900}});
const page = await ctx.newPage(); page.setDefaultTimeout(60000);
page.on('console',m=>{ if(m.type()==='error') console.log('console:',m.text())});
const shot=(n)=>page.screenshot({path:`/tmp/s-${n}.png`}).then(()=>console.log('shot',n));
try{
const link=/Owner +(\S+)/.exec(out)[1].replace(/\/\/[^/]+/,'//127.0.0.1:3112');
await page.goto(link); await page.getByLabel('Your name').fill('Ada'); await page.getByLabel('A password').fill('correct horse battery');
await page.getByRole('button',{name:'Open the console'}).click();
await page.getByRole('heading',{name:'The room'}).waitFor(); await page.waitForTimeout(1000); await shot('run');
for (const s of ['label','explore','data','book']) { await page.goto('http://127.0.0.1:3112/console#'+s); await page.waitForTimeout(2500); await shot('early-'+s); }
await page.goto('http://127.0.0.1:3112/console#data'); await page.waitForTimeout(800);
await page.locator('input[type=file]').first().setInputFiles('/work/shared/data/air-letters.ndjson.gz');
await page.waitForTimeout(9000); await shot('data-report');
await page.getByRole('button',{name:/^(Bring|Store|Import)/}).first().click().catch(e=>console.log(String(e).slice(0,200)));
await page.waitForTimeout(12000); await shot('data-done');
await page.goto('http://127.0.0.1:3112/console#models'); await page.waitForTimeout(1000);
await page.getByRole('button',{name:/^Train v/}).click(); await page.waitForTimeout(45000); await shot('models');
await page.goto('http://127.0.0.1:3112/console#label'); await page.locator('.reason').waitFor(); await page.waitForTimeout(6000); await shot('label');
await page.keyboard.press('Enter'); await page.waitForTimeout(700); await page.keyboard.press('2'); await page.waitForTimeout(700); await page.keyboard.press('x'); await page.waitForTimeout(1500); await shot('label-3');
await page.goto('http://127.0.0.1:3112/console#explore'); await page.waitForTimeout(5000); await shot('explore');
await page.goto('http://127.0.0.1:3112/console#team'); await page.waitForTimeout(1000); await shot('team');
await page.goto('http://127.0.0.1:3112/console#book'); await page.waitForTimeout(1500); await shot('book');
} catch(e){ console.log('ERR',String(e).slice(0,400)); await shot('err'); }
await browser.close(); child.kill('SIGINT');
