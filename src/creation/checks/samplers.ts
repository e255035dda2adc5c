/** Samplers as ComfyUI and k-diffusion name them (comfy/samplers.py, k_diffusion/sampling.py), and as the web UI shows them. */
const NAMES = [
  'euler', 'euler_cfg_pp', 'euler_ancestral', 'euler_ancestral_cfg_pp', 'euler a', 'euler ancestral', 'heun', 'heunpp2', 'dpm_2', 'dpm_2_ancestral', 'dpm2', 'dpm2 a', 'lms', 'dpm_fast', 'dpm fast', 'dpm_adaptive', 'dpm adaptive',
  'dpmpp_2s_ancestral', 'dpmpp_2s_ancestral_cfg_pp', 'dpmpp_sde', 'dpmpp_sde_gpu', 'dpmpp_2m', 'dpmpp_2m_cfg_pp', 'dpmpp_2m_sde', 'dpmpp_2m_sde_gpu', 'dpmpp_2m_sde_heun', 'dpmpp_2m_sde_heun_gpu', 'dpmpp_3m_sde', 'dpmpp_3m_sde_gpu', 'dpmpp_2s', 'dpmpp_3m', 'dpmpp_2m_alt',
  'dpm++ 2m', 'dpm++ sde', 'dpm++ 2m sde', 'dpm++ 2m sde heun', 'dpm++ 2s a', 'dpm++ 3m sde', 'dpm++ 1s', 'dpm++ 2s', 'dpm++', 'dpm++ 2m sde turbo', 'dpm++ 2m turbo', 'dpm++ sde turbo', 'dpm++ 2s a cfg++',
  'ddpm', 'lcm', 'ipndm', 'ipndm_v', 'deis', 'deis_2m', 'deis_3m', 'res_multistep', 'res_multistep_cfg_pp', 'res_multistep_ancestral', 'res_multistep_ancestral_cfg_pp', 'res_2m', 'res_2s', 'res_3s', 'gradient_estimation', 'gradient_estimation_cfg_pp', 'er_sde', 'seeds_2', 'seeds_3', 'sa_solver', 'sa_solver_pece', 'exp_heun_2_x0', 'exp_heun_2_x0_sde',
  'ddim', 'ddim_cfg_pp', 'ddim cfg++', 'ddim_ancestral', 'plms', 'unipc', 'uni_pc', 'uni_pc_bh2', 'unipc bh2', 'restart', 'tcd', 'pndm', 'flow_match', 'flowmatch', 'flow match euler', 'euler smea', 'euler smea dy', 'euler dy', 'euler max', 'euler negative', 'euler dy negative', 'kohaku_lonyu_yog', 'kohaku lonyu yog', 'heun a', 'lms a', '[forge] flux realistic', '[forge] flux realistic (slow)', 'uni-pc', 'dc solver', 'vdm solver', 'sa solver', 'euler fm', 'deis fm', 'unipc fm', 'default', 'ttm', 'turbo', 'dpm solver', 'dpm 2m', 'euler flash', 'euler edm', 'heun fm', 'dpm++ 2m edm', 'ddim trailing', 'dpm++ 2m trailing', 'euler a trailing', 'dpm++ sde trailing', 'unipc trailing', 'dpm++ 2m ays', 'euler a ays', 'dpm++ sde ays', 'unipc ays', 'euler a substep', 'dpm++ 2m substep', 'dpm++ sde substep', 'nai_smea', 'kl_optimal',
] as const; // prettier-ignore
const SAMPLERS: ReadonlySet<string> = new Set(NAMES);

/** Schedulers, which many programs write behind the sampler's name. */
const SCHEDULERS =
  /[ _](karras|exponential|simple|normal|sgm[ _]uniform|ddim[ _]uniform|beta(57)?|kl[ _]optimal|polyexponential|uniform|linear[ _]quadratic|align[ _]your[ _]steps|automatic|sgm|turbo|ays|native)$/;

export function isKnownSampler(name: string): boolean {
  const plain = name.slice(0, 200).trim().toLowerCase().replace(/^k_/, '');
  const bare = plain.replace(SCHEDULERS, '');
  return [
    plain,
    bare,
    bare.replace(SCHEDULERS, ''),
    bare.replaceAll('_', ' '),
    bare.replaceAll(' ', '_'),
  ].some((one) => SAMPLERS.has(one));
}
