package main

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
)

func TestProcessesAreMeasured(t *testing.T) {
	if runtime.GOOS != "linux" {
		if _, err := cpuOf(os.Getpid()); err == nil {
			t.Error("CPU time was read without /proc")
		}
		return
	}
	before, err := cpuOfFamily(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done")
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	after, err := cpuOfFamily(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if spent := child.ProcessState.UserTime() + child.ProcessState.SystemTime(); after-before < spent-2*tick {
		t.Errorf("a child spent %v, and the family only %v more", spent, after-before)
	}
	if mb, err := residentMB(os.Getpid()); err != nil || mb < 1 {
		t.Errorf("this process holds %v MB, %v", mb, err)
	}
}
