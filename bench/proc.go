package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of CPU times in /proc: 1/100 s on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// usage is the CPU time, user and system, that a process has used, and its parent.
type usage struct {
	parent       int
	self, reaped time.Duration
}

func readUsage(pid int) (u usage, err error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return u, fmt.Errorf("CPU time is read in /proc, as Linux has it: %w", err)
	}
	text := string(raw)
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:]) // the name before it may hold spaces
	number := func(i int) time.Duration {
		n, _ := strconv.ParseInt(fields[i], 10, 64)
		return time.Duration(n)
	}
	return usage{int(number(1)), (number(11) + number(12)) * tick, (number(13) + number(14)) * tick}, nil
}

// cpuOf is the CPU time of one process.
func cpuOf(pid int) (time.Duration, error) {
	u, err := readUsage(pid)
	return u.self, err
}

// cpuOfFamily is the CPU time of a process and its children, those that have ended too: of a PostgreSQL. A child that is
// buried while the others are counted would be missing or count twice: then it counts again.
func cpuOfFamily(pid int) (time.Duration, error) {
	for {
		before, err := readUsage(pid)
		if err != nil {
			return 0, err
		}
		total := before.self + before.reaped
		all, err := filepath.Glob("/proc/[0-9]*")
		if err != nil {
			return 0, err
		}
		for _, p := range all {
			child, _ := strconv.Atoi(filepath.Base(p))
			if u, err := readUsage(child); err == nil && u.parent == pid {
				total += u.self
			}
		}
		if after, err := readUsage(pid); err != nil || after.reaped == before.reaped {
			return total, err
		}
	}
}

// residentMB is the memory that a process holds.
func residentMB(pid int) (float64, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(raw), "VmRSS:")
	fields := strings.Fields(after)
	if len(fields) == 0 {
		return 0, fmt.Errorf("process %d has no VmRSS", pid)
	}
	kB, err := strconv.ParseFloat(fields[0], 64)
	return kB / 1024, err
}

// pid is the process of the PostgreSQL server.
func (g *ground) pid() (int, error) {
	raw, err := os.ReadFile(filepath.Join(g.folder, "postgres", "data", "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	return strconv.Atoi(first)
}
