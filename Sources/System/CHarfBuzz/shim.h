// Door to HarfBuzz. Every inline wrapper below says why Swift needs it.
#pragma once
#include <hb.h>
#include <hb-ot.h>
#include <hb-aat.h>
#include <hb-subset.h>
