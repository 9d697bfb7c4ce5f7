package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"
)

// burn asks for a while under the CPU profiler, and says for how long and how often.
func burn(file string, bodies [][]byte, ask func([]byte) error, seconds float64) (took time.Duration, n int, err error) {
	f, err := os.Create(file)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return 0, 0, err
	}
	defer pprof.StopCPUProfile()
	start := time.Now()
	for ; time.Since(start).Seconds() < seconds; n++ {
		if err := ask(bodies[n%len(bodies)]); err != nil {
			return 0, 0, err
		}
	}
	return time.Since(start), n, nil
}

// snapshot writes what has been allocated so far.
func snapshot(folder, name string) error {
	runtime.GC() // the profile is as of the last collection
	f, err := os.Create(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	defer f.Close()
	return pprof.Lookup("allocs").WriteTo(f, 0)
}

func top(ctx context.Context, out io.Writer, args ...string) error {
	text, err := exec.CommandContext(ctx, "go", append([]string{"tool", "pprof", "-top"}, args...)...).CombinedOutput()
	if _, list, ok := strings.Cut(string(text), "flat%"); ok {
		fmt.Fprintf(out, "      flat%%%s", list)
	}
	return err
}
