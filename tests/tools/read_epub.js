// Opens an EPUB in a browser with epub.js, as a reader would: every line of
// the contents, and page labels here and there, must lead to a page that
// shows what is asked for.
//
// usage: NODE_PATH=... CHROMIUM=... node read_epub.js BOOK.epub
// Prints "ok NAME" or "not ok NAME" lines.
'use strict';
const fs = require('fs');
const path = require('path');
const puppeteer = require('puppeteer-core');

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic',
	'--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];
const library = name => fs.readFileSync(
	path.join(process.env.NODE_PATH, name), 'utf8');

// Runs inside the page.
async function read(bytes) {
	const book = window.ePub(Uint8Array.from(atob(bytes),
		c => c.charCodeAt(0)).buffer);
	const view = book.renderTo('view', {width: 360, height: 700});
	const squeeze = text => text.replace(/\s+/g, '');
	// Without readings; an untitled chapter's heading is heard and not seen.
	const words = heading => {
		const copy = heading.cloneNode(true);
		copy.querySelectorAll('rt, rp').forEach(part => part.remove());
		return squeeze(copy.textContent ||
			copy.getAttribute('aria-label'));
	};
	const said = [];
	const say = (is, name) => said.push((is ? 'ok ' : 'not ok ') + name);
	await book.ready;
	await view.display();
	say(true, 'it opens');
	const lines = [];
	const walk = list => list.forEach(line => {
		lines.push(line);
		walk(line.subitems || []);
	});
	walk((await book.loaded.navigation).toc);
	for (const line of lines) {
		await view.display(line.href);
		const shown = view.getContents()[0].document;
		const id = line.href.split('#')[1];
		const place = id ? shown.getElementById(id)
			: shown.querySelector('h1');
		// Typed labels stand apart, and some have no blank behind.
		const title = squeeze(line.label);
		const is = place && words(place).includes(title.slice(-6));
		say(is, 'contents lead to ' + line.label.trim());
	}
	const pages = book.pageList.pageList;
	say(pages.length > 0, 'there is a page list of ' + pages.length);
	const step = Math.max(1, Math.floor(pages.length / 12));
	for (let i = 0; i < pages.length; i += step) {
		await view.display(pages[i].href);
		const shown = view.getContents()[0].document;
		const mark = shown.getElementById(pages[i].href.split('#')[1]);
		const label = mark && mark.getAttribute('aria-label');
		// epub.js reads roman numbers as none.
		say(mark && (Number.isNaN(pages[i].page) ||
			label === String(pages[i].page)), 'page ' + label);
	}
	return said;
}

(async () => {
	const browser = await puppeteer.launch({
		executablePath: process.env.CHROMIUM, headless: true,
		args: flags});
	const page = await browser.newPage();
	await page.setContent('<div id="view"></div>');
	await page.addScriptTag({content: library('jszip/dist/jszip.min.js')});
	await page.addScriptTag({content: library('epubjs/dist/epub.min.js')});
	const bytes = fs.readFileSync(process.argv[2]).toString('base64');
	const said = await page.evaluate(read, bytes);
	console.log(said.join('\n'));
	await browser.close();
})().catch(error => {
	console.log('not ok ' + error);
	process.exit(1);
});
