//go:build browser

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"maillage/demo"
)

var screenshots = flag.String("screenshots", "", "folder in which TestBrowser leaves its pictures (none: with the test's artifacts)")

// action is what one does in a page without asking for anything back.
type action = chromedp.Action[chromedp.Void]

// tab is one page of a headless Chromium, and all that it complained about.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	trouble  []string
	requests int
}

// browse opens a tab that may reach this machine only, and notes what it asks for elsewhere and what its console says.
func browse(t *testing.T, origin string) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1400, 850),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}

	must(t, chromedp.Listen(ctx, func(event any) {
		if sent, ok := event.(*network.EventRequestWillBeSent); ok {
			b.mu.Lock()
			b.requests++
			b.mu.Unlock()
			if url := sent.Request.URL; !strings.HasPrefix(url, origin+"/") && !strings.HasPrefix(url, "data:") {
				b.note("asks elsewhere: %s", url)
			}
		}
	}))
	console := chromedp.Console(ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return // the tab is closed
			}
			if m.Type == "error" || m.Type == "warning" || m.IsException() {
				b.note("console %s: %s (%s)", m.Type, m.Text, m.URL)
			}
		}
	}()
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	must(t, err)
	return b
}

// chromium is the browser of this machine.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no Chromium is installed: install one (Debian: apt-get install chromium)")
	return ""
}

func (b *tab) note(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trouble = append(b.trouble, fmt.Sprintf(format, args...))
}

// does goes through a step of the story, and leaves a picture where it goes no further.
func (b *tab) does(step string, actions ...action) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.picture("failed")
		b.t.Fatalf("%s: %v; trouble so far: %v", step, err, b.trouble)
	}
}

// reads returns what an expression is in the page.
func (b *tab) reads(expression string) string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](expression))
	must(b.t, err)
	return text
}

// picture writes what the tab shows.
func (b *tab) picture(name string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	must(b.t, err)
	dir := *screenshots
	if dir == "" {
		dir = b.t.ArtifactDir()
	}
	path := filepath.Join(dir, "graphiql-"+name+".png")
	must(b.t, os.WriteFile(path, png, 0o644))
	b.t.Log("picture: ", path)
}

// prefers makes the system's colours dark or light.
func prefers(scheme string) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	})
}

// holds waits until an expression is true in the page.
func holds(expression string) action { return chromedp.Poll[chromedp.Void](expression) }

// answers waits until the answer's window shows a text.
func answers(text string) action {
	return holds(fmt.Sprintf(`document.querySelector('.result-window .view-lines')?.textContent.replaceAll('\u00a0', ' ').includes(%q)`, text))
}

const play = `button.graphiql-execute-button`

func TestBrowser(t *testing.T) {
	p := serveOn(t, settled(t))
	b := browse(t, p.url(""))
	b.does("the page of the link opens, signed in", prefers("light"), chromedp.Navigate(p.url("/#key="+p.key())),
		chromedp.WaitVisible(`.graphiql-query-editor .view-line`), chromedp.WaitVisible(`.signed-in`))
	if url := b.reads("location.href"); url != p.url("/") {
		t.Errorf("the key stays in the address: %s", url)
	}
	if text := b.reads("document.body.innerText"); !strings.Contains(text, demo.Notice) {
		t.Errorf("the notice is not to be seen in:\n%s", text)
	}
	tabs := b.reads(`[...document.querySelectorAll('.graphiql-tab-button')].map(e => e.textContent).join(' ')`)
	if tabs != "CommunePage EPCIPage Communes ServiceCoverage Subscribe DraftRule Estimate Simulate CallContributions ReferentWorklist RecordUsage Evaluation CommuneStake Curve WhatIf" {
		t.Errorf("the tabs are %q", tabs)
	}

	b.does("the first operation is answered", chromedp.WaitVisible(play), chromedp.Click(play), answers(`"name": "Lannion"`))
	b.picture("light")
	b.does("the colours follow the system", prefers("dark"), chromedp.WaitReady(`.graphiql-query-editor .monaco-editor.vs-dark`))
	b.picture("dark")
	b.does("the second operation is answered", chromedp.Click(`#graphiql-session-tab-1`), holds(`document.querySelector('.graphiql-query-editor .view-lines')?.textContent.includes('EPCIPage')`),
		chromedp.Click(play), answers(`Lannion-Trégor`))
	b.does("the documentation opens", chromedp.Click(`button[aria-label="Show Documentation Explorer"]`), chromedp.WaitVisible(`.graphiql-doc-explorer`))

	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.trouble) > 0 || b.requests == 0 {
		t.Errorf("of %d requests and what the console says, this is wrong:\n%s", b.requests, strings.Join(b.trouble, "\n"))
	}
}
