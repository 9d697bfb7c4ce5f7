package main

import (
	"strings"
	"sync"
)

// output is what a process has printed; whoever waits for more is told when it grows.
type output struct {
	mu    sync.Mutex
	text  strings.Builder
	grown chan struct{}
}

func newOutput() *output { return &output{grown: make(chan struct{})} }

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	close(o.grown)
	o.grown = make(chan struct{})
	return o.text.Write(b)
}

func (o *output) now() (string, <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String(), o.grown
}

func (o *output) String() string {
	text, _ := o.now()
	return text
}
